package dev.baton.connect.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Whom an address may belong to, after the special-purpose registries of IANA (RFC 6890 and later).
 *
 * <p>IPv6 addresses that carry an IPv4 one (mapped, compatible, NAT64 by RFC 6052, 6to4) are judged by the one they
 * carry, because that is where the packets end.
 */
enum AddressKind {
    PUBLIC,
    /** Loopback, private, unique local and carrier-grade NAT addresses. */
    PRIVATE,
    /** Nothing that answers there is a business system: link-local (cloud metadata), multicast, reserved. */
    NEVER;

    /** In the order in which they are tried. */
    private static final Map<AddressBlock, AddressKind> BLOCKS = new LinkedHashMap<>();

    private static final Map<AddressBlock, Integer> CARRY_IPV4 = Map.of(
            AddressBlock.parse("::/96"),
            12,
            AddressBlock.parse("64:ff9b::/96"),
            12,
            AddressBlock.parse("2002::/16"),
            2);

    static {
        // metadata services of clouds that live within otherwise private blocks
        put(NEVER, "100.100.100.200/32", "192.0.0.192/32", "fd00:ec2::/32");
        put(PRIVATE, "127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10");
        put(PRIVATE, "::1/128", "fc00::/7");
        put(NEVER, "0.0.0.0/8", "169.254.0.0/16", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15");
        put(NEVER, "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4");
        put(NEVER, "::/128", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "3fff::/20", "5f00::/16");
        put(NEVER, "fe80::/10", "fec0::/10", "ff00::/8");
    }

    private static void put(AddressKind kind, String... cidrs) {
        for (var cidr : cidrs) {
            BLOCKS.put(AddressBlock.parse(cidr), kind);
        }
    }

    static AddressKind of(InetAddress address) {
        for (var block : BLOCKS.entrySet()) {
            if (block.getKey().contains(address)) {
                return block.getValue();
            }
        }
        for (var carrier : CARRY_IPV4.entrySet()) {
            if (address instanceof Inet6Address long6 && carrier.getKey().contains(long6)) {
                return of(AddressBlock.embedded(long6, carrier.getValue()));
            }
        }
        return PUBLIC;
    }
}
