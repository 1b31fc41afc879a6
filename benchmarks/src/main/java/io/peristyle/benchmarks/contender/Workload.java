package io.peristyle.benchmarks.contender;

/** A task that contenders are given, on a given server, over 20 connections at most. */
public enum Workload {
    NUMBERS("W1", "scan of one UInt64, summed", Kind.NUMBERS, false, 1, 256),
    NUMBERS_LZ4("W1-lz4", "the same with LZ4", Kind.NUMBERS, true, 1, 256),
    RECORDS("W2", "scan of six mixed columns, a record for each row", Kind.RECORDS, false, 1, 512),
    COLUMNS("W2-columns", "the same as columns", Kind.COLUMNS, false, 1, 512),
    INSERT("W3", "insert of records into Null, 500,000 at a time", Kind.INSERT, false, 1, 1024),
    INSERT_LZ4("W3-lz4", "the same with LZ4", Kind.INSERT, true, 1, 1024),
    INSERT_COLUMNS(
            "W3-columns", "insert of columns into Null, 500,000 rows at a time", Kind.INSERT_COLUMNS, false, 1, 1024),
    INSERT_BLOCKS(
            "W3-blocks",
            "insert of a block as it was read, 500,000 rows at a time",
            Kind.INSERT_BLOCKS,
            false,
            1,
            1024),
    POINTS("W4", "point queries, 100 requesters, stub", Kind.STUB_POINTS, false, 100, 256),
    POINTS_1000("W4-1000", "point queries, 1,000 requesters, stub", Kind.STUB_POINTS, false, 1_000, 256),
    POINTS_20("W4-20", "point queries, 20 requesters, stub", Kind.STUB_POINTS, false, 20, 256),
    POINTS_2000("W4-2000", "point queries, 2,000 requesters, stub", Kind.STUB_POINTS, false, 2_000, 256),
    POINTS_REAL("W4-real", "point queries, 100 requesters, ClickHouse", Kind.POINTS, false, 100, 256),
    ONE("W5", "SELECT 1, one connection, stub", Kind.STUB_ONE, false, 1, 256),
    ONE_REAL("W5-real", "SELECT 1, one connection, ClickHouse", Kind.ONE, false, 1, 256),
    SINGLE_INSERTS("W6", "inserts of one row into Null, 100 requesters", Kind.SINGLE_INSERTS, false, 100, 256),
    CONNECT("W7", "connect, hello and SELECT 1, each time anew, stub", Kind.STUB_CONNECT, false, 1, 256),
    CONNECT_REAL("W7-real", "connect, hello and SELECT 1, each time anew, ClickHouse", Kind.CONNECT, false, 1, 256);

    /** Rows of one INSERT of a batch. */
    public static final int BATCH = 500_000;

    /** The first identifier of {@code bench_points}: all have seven digits. */
    public static final int FIRST_POINT = 1_000_000;

    /** How many rows {@code bench_points} has. */
    public static final int POINT_COUNT = 1_000_000;

    private static final int CONNECTIONS = 20;

    /** What is to be done. */
    public enum Kind {
        NUMBERS,
        RECORDS,
        COLUMNS,
        INSERT,
        INSERT_COLUMNS,
        INSERT_BLOCKS,
        STUB_POINTS,
        POINTS,
        STUB_ONE,
        ONE,
        SINGLE_INSERTS,
        STUB_CONNECT,
        CONNECT
    }

    private final String id;
    private final String title;
    private final Kind kind;
    private final boolean compressed;
    private final int requesters;
    private final int heapMegabytes;

    Workload(String id, String title, Kind kind, boolean compressed, int requesters, int heapMegabytes) {
        this.id = id;
        this.title = title;
        this.kind = kind;
        this.compressed = compressed;
        this.requesters = requesters;
        this.heapMegabytes = heapMegabytes;
    }

    /** The workload of this id. */
    public static Workload of(String id) {
        for (Workload workload : values()) {
            if (workload.id.equals(id)) {
                return workload;
            }
        }
        throw new IllegalArgumentException("there is no workload " + id);
    }

    public String id() {
        return id;
    }

    public String title() {
        return title;
    }

    public Kind kind() {
        return kind;
    }

    /** Whether blocks travel compressed by LZ4; no other workload compresses. */
    public boolean isCompressed() {
        return compressed;
    }

    /** How many requests are under way at any time. */
    public int requesters() {
        return requesters;
    }

    /** Connections at most, and threads of contenders that block. */
    public int connections() {
        return requesters == 1 ? 1 : CONNECTIONS;
    }

    /** The heap of a contender's process. */
    public int heapMegabytes() {
        return heapMegabytes;
    }

    /** Whether it is measured against the stub. */
    public boolean isOnStub() {
        return kind == Kind.STUB_POINTS || kind == Kind.STUB_ONE || kind == Kind.STUB_CONNECT;
    }

    /** Whether contenders are to warm up on a stub: the real server is so slow that the JVM would compile for minutes. */
    public boolean warmsUpOnStub() {
        return kind == Kind.POINTS || kind == Kind.ONE;
    }

    /** Whether what counts are requests, not rows. */
    public boolean isOfRequests() {
        return requesters > 1 || kind == Kind.STUB_ONE || kind == Kind.ONE || connectsEachTime();
    }

    /** Whether each request has a connection of its own, made for it. */
    public boolean connectsEachTime() {
        return kind == Kind.STUB_CONNECT || kind == Kind.CONNECT;
    }

    /** Whether it shows how one contender's rate grows: beside other numbers of requesters, not beside other contenders. */
    public boolean isOfGrowth() {
        return this == POINTS_20 || this == POINTS_2000;
    }

    /** Whether blocks are read, and no objects are made of them. */
    public boolean isOfBlocks() {
        return kind == Kind.NUMBERS || kind == Kind.COLUMNS;
    }

    /** Whether rows are sent. */
    public boolean isInsert() {
        return kind == Kind.INSERT
                || kind == Kind.INSERT_COLUMNS
                || kind == Kind.INSERT_BLOCKS
                || kind == Kind.SINGLE_INSERTS;
    }

    /** The smallest number of units that a round may have; rounds are multiples of it. */
    public long step() {
        return switch (kind) {
            case INSERT, INSERT_COLUMNS, INSERT_BLOCKS -> BATCH;
            case NUMBERS, RECORDS, COLUMNS -> 100_000;
            default -> requesters * 2L;
        };
    }

    /** The id of the {@code i}-th point that is asked for. */
    static int point(long i) {
        return FIRST_POINT + (int) ((i * 7919 + 13) % POINT_COUNT);
    }

    @Override
    public String toString() {
        return id;
    }
}
