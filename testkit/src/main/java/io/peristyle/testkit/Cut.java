package io.peristyle.testkit;

/** How a connection ends in the middle. */
public enum Cut {
    /** In good order, as a process does that ends: the receiver reads to the last byte, then the end. */
    FIN,

    /** At once, as a crash or a firewall does: bytes under way may be lost. */
    RST,

    /** Not at all, as a machine without power does: the connection stays open and all further bytes vanish. */
    SILENCE
}
