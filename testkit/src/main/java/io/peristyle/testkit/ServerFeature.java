package io.peristyle.testkit;

import io.peristyle.embedded.ServerVersion;
import org.jspecify.annotations.Nullable;

/**
 * Something that the modern server can do and {@link ServerVersion#LEGACY} cannot, or the native protocol and HTTP cannot: the
 * only reasons to skip a test.
 */
public enum ServerFeature {
    ARRAYS_OF_TUPLES("columns of type Array(Tuple): they become one column per element", null),
    HEADERS_OF_NOTHING("names and types of an empty result: over HTTP it has none"),
    TOTALS("totals and extremes: over HTTP they are not in format Native"),
    CANCELLING("queries that end with their connection: over HTTP a server sees that when it writes"),
    PROGRESS("progress of a query: over HTTP 18.16 tells none"),
    ZONES_OF_DATE_TIME("zones of DateTime: over HTTP 18.16 leaves them out"),
    ROWS_REQUESTED("a word of the server that it waits for rows: over HTTP there are none to wait for"),
    BFLOAT16("type BFloat16", "SELECT CAST(1 AS BFloat16)"),
    BOOL("type Bool", "SELECT CAST('true' AS Bool)"),
    CHUNKED_PROTOCOL("chunked packets come with revision 54470", null),
    DATE32("type Date32", "SELECT CAST('2000-01-01' AS Date32)"),
    DATE_TIME64("type DateTime64", "SELECT CAST('2000-01-01 00:00:00' AS DateTime64(3))"),
    DECIMAL256("type Decimal256", "SELECT CAST('1' AS Decimal(76, 2))"),
    DEDUPLICATION_TOKEN("setting insert_deduplication_token", "SELECT 1 SETTINGS insert_deduplication_token = 'a'"),
    GEO("types Point, Ring, Polygon, MultiPolygon", "SELECT CAST((1, 2) AS Point)"),
    INTERVAL_TYPES("intervals of less than a second", "SELECT toIntervalNanosecond(1)"),
    INT256("types Int128, UInt128, Int256, UInt256", "SELECT CAST(1 AS Int256)"),
    IP_ADDRESSES("types IPv4 and IPv6", "SELECT CAST('127.0.0.1' AS IPv4)"),
    JSON("type JSON", "SELECT CAST('{\"a\":1}' AS JSON)"),
    MAP("type Map", "SELECT CAST(([1], ['a']) AS Map(Int32, String))"),
    PROFILE_EVENTS("packets of server log and profile events at revision 54451", null),
    QUERY_PARAMETERS("parameters of a query come with revision 54459", null),
    REPLICATED_COLUMNS("the replicated column kind comes with revision 54482", null),
    SESSION_TIMEZONE("setting session_timezone", "SELECT 1 SETTINGS session_timezone = 'UTC'"),
    SIMPLE_AGGREGATE_FUNCTION("type SimpleAggregateFunction", "SELECT CAST(1 AS SimpleAggregateFunction(sum, UInt64))"),
    SPARSE_COLUMNS("the sparse column kind comes with revision 54454", null),
    STRINGS_AS_SETTINGS("settings by name and text come with revision 54429", null),
    TIME("types Time and Time64", "SELECT CAST('01:02:03' AS Time)"),
    UUID_DICTIONARIES("type LowCardinality(UUID)", "SELECT toLowCardinality(generateUUIDv4())"),
    VARIANT("types Variant and Dynamic", "SELECT CAST(1 AS Variant(UInt8, String))");

    private final String description;
    private final @Nullable String probe;
    private final boolean nativeOnly;

    ServerFeature(String description, @Nullable String probe) {
        this.description = description;
        this.probe = probe;
        this.nativeOnly = false;
    }

    /** Something that every server can do, but over the native protocol only. */
    ServerFeature(String description) {
        this.description = description;
        this.probe = null;
        this.nativeOnly = true;
    }

    /** Whether a server of this version has the feature. */
    public boolean isIn(ServerVersion version) {
        return nativeOnly || version != ServerVersion.LEGACY;
    }

    /** Whether the feature is there over a transport to a server of this version. */
    public boolean isOver(Transport transport, ServerVersion version) {
        return transport == Transport.NATIVE
                || !nativeOnly
                || ((this == PROGRESS || this == ZONES_OF_DATE_TIME) && version != ServerVersion.LEGACY);
    }

    /** What is missing where the feature is missing. */
    public String description() {
        return description;
    }

    /** A query that succeeds just where the feature is; null for what only the protocol shows. */
    @Nullable
    String probe() {
        return probe;
    }
}
