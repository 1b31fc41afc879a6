package io.peristyle.benchmarks;

/** Who can be measured. */
enum Lineup {
    /** The C program, where there is a compiler. */
    FLOOR("floor", "", ""),
    PERISTYLE("peristyle", "io.peristyle.benchmarks.contender.PeristyleContender", ""),
    /** Callbacks on the event loop: for requests only. */
    PERISTYLE_LOOP("peristyle-loop", "io.peristyle.benchmarks.contender.PeristyleContender", "loop"),
    /** A connection for each request, made for it: for point queries only. */
    PERISTYLE_NEW("peristyle-new", "io.peristyle.benchmarks.contender.PeristyleContender", "new"),
    /** Blocks whose arrays are used again: for scans without objects only. */
    PERISTYLE_LENT("peristyle-lent", "io.peristyle.benchmarks.contender.PeristyleContender", "lent"),
    PERISTYLE_HTTP("peristyle-http", "io.peristyle.benchmarks.contender.PeristyleContender", "http"),
    CLIENT_V2("client-v2", "io.peristyle.benchmarks.peers.ClientV2", ""),
    CLICKHOUSE_JDBC("clickhouse-jdbc", "io.peristyle.benchmarks.peers.ClickHouseJdbc", ""),
    NATIVE_JDBC("native-jdbc", "io.peristyle.benchmarks.peers.NativeJdbc", "");

    private final String id;
    private final String className;
    private final String variant;

    Lineup(String id, String className, String variant) {
        this.id = id;
        this.className = className;
        this.variant = variant;
    }

    static Lineup of(String id) {
        for (Lineup contender : values()) {
            if (contender.id.equals(id)) {
                return contender;
            }
        }
        throw new IllegalArgumentException("there is no contender " + id);
    }

    String id() {
        return id;
    }

    String className() {
        return className;
    }

    String variant() {
        return variant;
    }

    /** Whether the class is there: peers are, if they could be fetched when this was built. */
    boolean isBuilt() {
        return className.isEmpty()
                || Lineup.class.getClassLoader().getResource(className.replace('.', '/') + ".class") != null;
    }
}
