package io.peristyle.benchmarks.peers;

import com.github.housepower.jdbc.ClickHouseDriver;
import com.github.housepower.settings.ClickHouseDefines;
import com.zaxxer.hikari.HikariConfig;
import io.peristyle.benchmarks.contender.Setup;
import org.jspecify.annotations.Nullable;

/** The JDBC driver of the housepower project, over the native protocol. */
public final class NativeJdbc extends JdbcContender {
    public NativeJdbc(Setup setup) {
        super(config(setup), setup.workload());
    }

    private static HikariConfig config(Setup setup) {
        ClickHouseDefines.COMPRESSION = setup.workload().isCompressed();
        HikariConfig config = new HikariConfig();
        config.setDriverClassName("com.github.housepower.jdbc.ClickHouseDriver");
        config.setJdbcUrl("jdbc:clickhouse://" + setup.server().host() + ":"
                + setup.server().tcpPort() + "/default");
        return config;
    }

    @Override
    public String version() {
        @Nullable String version = ClickHouseDriver.class.getPackage().getImplementationVersion();
        return version == null ? "2.7.1" : version;
    }
}
