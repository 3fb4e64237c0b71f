package dev.baton.trigger;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/** How a delivery proves that it comes from the sender it should come from, and that nobody changed it. */
public sealed interface Verification {
    /** How old, and how far ahead, the time of a signature may be: what Standard Webhooks and Stripe recommend. */
    Duration USUAL_TOLERANCE = Duration.ofMinutes(5);

    /** The scheme in files. */
    String word();

    /** Whether a delivery that passed is known to be the sender's. */
    default boolean isProof() {
        return true;
    }

    /** standardwebhooks.com, version 1.0.0: id, time and body are signed. */
    record StandardWebhooks(Duration tolerance) implements Verification {
        public StandardWebhooks {
            checkTolerance(tolerance);
        }

        @Override
        public String word() {
            return "standard-webhooks";
        }
    }

    /** {@code X-Hub-Signature-256}: the body is signed, but no time. */
    record GitHub() implements Verification {
        @Override
        public String word() {
            return "github";
        }
    }

    /** {@code Stripe-Signature}: time and body are signed. */
    record Stripe(Duration tolerance) implements Verification {
        public Stripe {
            checkTolerance(tolerance);
        }

        @Override
        public String word() {
            return "stripe";
        }
    }

    /**
     * A keyed hash of the body in a header; no time is signed.
     *
     * @param prefix what stands before the hash in the header, such as {@code sha256=}
     */
    record Hmac(String header, Algorithm algorithm, Encoding encoding, String prefix) implements Verification {
        private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");

        public Hmac {
            if (!HEADER.matcher(header).matches()) {
                throw new IllegalArgumentException("'" + header + "' is not the name of a header");
            }
        }

        @Override
        public String word() {
            return "hmac";
        }
    }

    /** Nothing is proven: whoever reaches the door from this machine may have sent it. */
    record None() implements Verification {
        @Override
        public String word() {
            return "none";
        }

        @Override
        public boolean isProof() {
            return false;
        }
    }

    /** SHA-1 is left out: senders that offer it offer SHA-256 too. */
    enum Algorithm {
        SHA256,
        SHA384,
        SHA512;

        /** Its name in Java's cryptography. */
        public String javaName() {
            return "HmacSHA" + name().substring("SHA".length());
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    enum Encoding {
        HEX,
        BASE64
    }

    private static void checkTolerance(Duration tolerance) {
        if (tolerance.isZero() || tolerance.isNegative() || tolerance.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException(
                    "'tolerance' is more than nothing and at most an hour, not " + tolerance);
        }
    }
}
