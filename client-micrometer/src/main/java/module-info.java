/** Metrics of Peristyle's client for Micrometer: {@link io.peristyle.micrometer.ClickHouseMetrics}. */
@SuppressWarnings("requires-transitive-automatic") // Micrometer has no module descriptor, but a reserved name.
module io.peristyle.micrometer {
    requires static transitive org.jspecify;
    requires transitive io.peristyle.client;
    requires transitive micrometer.core;

    exports io.peristyle.micrometer;
}
