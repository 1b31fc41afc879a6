package io.peristyle.observe;

/** Whether a server is given work. */
public enum BreakerState {
    /** It is. */
    CLOSED,
    /** It failed too often and gets none, unless no other server is left. */
    OPEN,
    /** A probe is on its way that decides. */
    HALF_OPEN
}
