package io.peristyle.cluster;

/**
 * Whether a failed attempt is followed by another one.
 *
 * @param pauseNanos how long to wait before it
 * @param elsewhere whether another server is the better place
 * @param remark why there is none although the failure is one that may pass; empty if there is nothing to say
 */
record RetryDecision(boolean again, long pauseNanos, boolean elsewhere, String remark) {
    static final RetryDecision END = refused("");

    static RetryDecision refused(String remark) {
        return new RetryDecision(false, 0, false, remark);
    }
}
