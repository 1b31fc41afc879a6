package io.peristyle.benchmarks.peers;

import com.clickhouse.client.api.Client;
import com.zaxxer.hikari.HikariConfig;
import io.peristyle.benchmarks.contender.Setup;
import java.util.Properties;

/** ClickHouse's own JDBC driver, over HTTP, with its binary writer for inserts. */
public final class ClickHouseJdbc extends JdbcContender {
    public ClickHouseJdbc(Setup setup) {
        super(config(setup), setup.workload());
    }

    private static HikariConfig config(Setup setup) {
        boolean compressed = setup.workload().isCompressed();
        Properties properties = new Properties();
        properties.setProperty("compress", Boolean.toString(compressed));
        properties.setProperty("decompress", Boolean.toString(compressed));
        // Faster for batches, slower for single rows.
        properties.setProperty(
                "beta.row_binary_for_simple_insert",
                Boolean.toString(!setup.workload().isOfRequests()));
        properties.setProperty("clickhouse_setting_async_insert", "0");
        properties.setProperty("client_allow_binary_reader_to_reuse_buffers", "true");
        HikariConfig config = new HikariConfig();
        config.setDriverClassName("com.clickhouse.jdbc.Driver");
        config.setJdbcUrl("jdbc:clickhouse://" + setup.server().host() + ":"
                + setup.server().httpPort() + "/default");
        config.setDataSourceProperties(properties);
        return config;
    }

    @Override
    public String version() {
        return Client.clientVersion;
    }
}
