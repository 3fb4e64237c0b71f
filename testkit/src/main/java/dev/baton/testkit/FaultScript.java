package dev.baton.testkit;

import java.util.Optional;
import java.util.SplittableRandom;

/** Which calls of a {@link FaultyEventStore} fail: told by a seed, so that it can be played again. */
public final class FaultScript {

    /** What may happen to a write. */
    public enum Fault {
        /** It was not done. */
        REFUSED,
        /** It was done, and nobody is told. */
        ANSWER_LOST
    }

    /**
     * How often, from 0 to 1.
     *
     * @param refused how many writes are refused
     * @param lost of how many writes the answer is lost
     * @param unread how many reads fail
     * @param lasting whether a fault of a write is the end of all writing, as one of the disk is
     */
    public record Odds(double refused, double lost, double unread, boolean lasting) {
        public Odds {
            if (refused < 0 || lost < 0 || refused + lost > 1 || unread < 0 || unread > 1) {
                throw new IllegalArgumentException("odds are from 0 to 1: " + refused + ", " + lost + ", " + unread);
            }
        }
    }

    private static final int NEVER = -1;

    private final SplittableRandom random;
    private final Odds odds;
    private long faults;
    private boolean broken;
    private boolean healed;
    private boolean claimToLose;
    private int left = NEVER;

    public FaultScript(long seed, Odds odds) {
        this.random = new SplittableRandom(seed);
        this.odds = odds;
    }

    /** Nothing fails from now on. */
    public synchronized void heal() {
        healed = true;
        broken = false;
        left = NEVER;
    }

    /** How many calls have failed by themselves, not counting those that were refused after a lasting fault. */
    public synchronized long faults() {
        return faults;
    }

    /** So many more writes go well, and then none until {@link #heal}. */
    public synchronized void breakAfter(int writes) {
        left = writes;
    }

    /** The next claim that finds something is made, and nobody is told of it. */
    public synchronized void loseNextClaim() {
        claimToLose = true;
    }

    synchronized boolean losesClaim() {
        var loses = claimToLose;
        claimToLose = false;
        return loses;
    }

    synchronized boolean isBroken() {
        return broken;
    }

    synchronized Optional<Fault> ofWrite() {
        broken |= left == 0;
        left = Math.max(left - 1, NEVER);
        if (broken) {
            return Optional.of(Fault.REFUSED);
        }
        if (healed) {
            return Optional.empty();
        }
        var drawn = random.nextDouble();
        if (drawn >= odds.refused() + odds.lost()) {
            return Optional.empty();
        }
        faults++;
        broken = odds.lasting();
        return Optional.of(drawn < odds.refused() ? Fault.REFUSED : Fault.ANSWER_LOST);
    }

    synchronized boolean ofRead() {
        var fails = !healed && random.nextDouble() < odds.unread();
        faults += fails ? 1 : 0;
        return fails;
    }
}
