package dev.baton.examples.backoffice.orders;

import java.util.List;

/** Another service that settles claims; all that the orders service knows of it. */
@FunctionalInterface
public interface ClaimSource {
    /** The claims settled on these orders, whenever that was. */
    List<Claim> claimsOn(List<String> orderIds);
}
