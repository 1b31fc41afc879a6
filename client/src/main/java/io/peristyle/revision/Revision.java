package io.peristyle.revision;

/**
 * A feature of the native protocol, present on a connection when the negotiated revision is at least its own.
 *
 * <p>The negotiated revision is the lower of the client's and the server's. Features that only servers use among
 * themselves are not listed.
 */
public enum Revision {
    /** BlockInfo before a block. */
    BLOCK_INFO(51903),
    /** Time zone in the server's Hello. */
    SERVER_TIMEZONE(54058),
    /** Quota key in ClientInfo. */
    QUOTA_KEY(54060),
    /** Time zone as argument of {@code DateTime} in type names. */
    DATE_TIME_WITH_TIMEZONE(54337),
    /** Display name in the server's Hello. */
    DISPLAY_NAME(54372),
    /** Patch version in the server's Hello and in ClientInfo. */
    VERSION_PATCH(54401),
    /** LowCardinality as it is; below, the server sends the plain type. */
    LOW_CARDINALITY(54405),
    /** Log packets. */
    SERVER_LOGS(54406),
    /** TableColumns packet before an insert's header. */
    TABLE_COLUMNS(54410),
    /** Written rows and bytes in Progress. */
    WRITTEN_ROWS_IN_PROGRESS(54420),
    /** Settings as text with flags; below, each in a binary form of its type. */
    SETTINGS_AS_TEXT(54429),
    /** Hash between servers in Query; empty for clients. */
    INTERSERVER_SECRET(54441),
    /** Trace context in ClientInfo. */
    OPEN_TELEMETRY(54442),
    /** Distributed depth in ClientInfo. */
    DISTRIBUTED_DEPTH(54448),
    /** Start time of the initial query in ClientInfo. */
    INITIAL_QUERY_START_TIME(54449),
    /** ProfileEvents packets. */
    PROFILE_EVENTS(54451),
    /** Versioned states of aggregate functions. */
    AGGREGATE_FUNCTION_VERSION(54452),
    /** Three numbers of parallel replicas in ClientInfo. */
    PARALLEL_REPLICAS(54453),
    /** A byte in every column's header that tells whether a kind stack follows. */
    CUSTOM_SERIALIZATION(54454),
    /** ProfileEvents during an insert. */
    PROFILE_EVENTS_IN_INSERT(54456),
    /** The client's addendum to the handshake. */
    ADDENDUM(54458),
    /** Query parameters. */
    PARAMETERS(54459),
    /** Elapsed nanoseconds in Progress. */
    ELAPSED_IN_PROGRESS(54460),
    /** Password rules in the server's Hello. */
    PASSWORD_RULES(54461),
    /** Nonce in the server's Hello. */
    NONCE(54462),
    /** Total bytes to read in Progress. */
    TOTAL_BYTES_IN_PROGRESS(54463),
    /** TimezoneUpdate packet. */
    TIMEZONE_UPDATE(54464),
    /** Sparse columns. */
    SPARSE_COLUMNS(54465),
    /** Login by SSH key. */
    SSH_LOGIN(54466),
    /** Two fields about aggregation in ProfileInfo. */
    ROWS_BEFORE_AGGREGATION(54469),
    /** Negotiation of chunked framing. */
    CHUNKED_PACKETS(54470),
    /** Version of the parallel replicas' protocol in Hello and addendum. */
    PARALLEL_REPLICAS_VERSION(54471),
    /** External roles in Query. */
    EXTERNAL_ROLES(54472),
    /** Second version of the structure of Dynamic and JSON. */
    DYNAMIC_V2(54473),
    /** Settings in the server's Hello. */
    SERVER_SETTINGS(54474),
    /** Position in a script in ClientInfo. */
    SCRIPT_POSITION(54475),
    /** JWT in ClientInfo. */
    JWT(54476),
    /** Version of the query plan's serialization in the server's Hello. */
    QUERY_PLAN_VERSION(54477),
    /** Columns marshalled ahead of their block, on compressed connections. */
    DETACHED_COLUMNS(54478),
    /** Version of the cluster functions' protocol in the server's Hello. */
    CLUSTER_FUNCTION_VERSION(54479),
    /** Third field of BlockInfo. */
    OUT_OF_ORDER_BUCKETS(54480),
    /** Log, ProfileEvents and TableColumns are compressed as the query's data are. */
    COMPRESSED_LOGS(54481),
    /** Replicated columns and combined kinds. */
    REPLICATED_COLUMNS(54482),
    /** Sparse Nullable columns. */
    SPARSE_NULLABLE_COLUMNS(54483),
    /** One more Progress at the end of an asynchronous insert. */
    PROGRESS_AFTER_ASYNC_INSERT(54484),
    /** Client agent in ClientInfo. */
    CLIENT_AGENT(54485),
    /** Mark of internal queries in ClientInfo. */
    INTERNAL_QUERY(54486),
    /** Current roles in ClientInfo. */
    CURRENT_ROLES(54488);

    /** The oldest revision that this client speaks: that of ClickHouse 18.16. */
    public static final int OLDEST = 54412;

    /** No feature at all: blocks in format Native where nobody asked for a revision, as in the body of an insert over HTTP. */
    public static final int NONE = 0;

    /** The newest revision that this client implements in full, and so declares: that of ClickHouse 26.7. */
    public static final int NEWEST = 54488;

    private final int since;

    Revision(int since) {
        this.since = since;
    }

    /** Whether a connection of negotiated revision {@code revision} has this feature. */
    public boolean in(int revision) {
        return revision >= since;
    }

    /** The first revision with this feature. */
    public int since() {
        return since;
    }

    /** The revision that a client and a server use with each other. */
    public static int negotiated(int client, int server) {
        return Math.min(client, server);
    }
}
