package io.peristyle.cluster;

/** Where a statement may be sent again after an attempt has failed, as far as the statement itself goes. */
enum Repetition {
    /** Nowhere: it could be carried out twice, or its rows are gone. */
    NOWHERE,

    /** On the server that may have seen it, which recognizes its blocks. */
    SAME_SERVER,

    /** On any server. */
    ANYWHERE
}
