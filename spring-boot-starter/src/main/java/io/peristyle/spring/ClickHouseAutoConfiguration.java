package io.peristyle.spring;

import io.peristyle.client.ClickHouse;
import io.peristyle.observe.ClientObserver;
import io.peristyle.options.ClientOptions;
import io.peristyle.options.ClientOptionsBuilder;
import io.peristyle.options.HttpOptions;
import io.peristyle.options.Protocol;
import io.peristyle.options.TlsOptions;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Makes a {@link ClickHouse} as {@code peristyle.*}, the {@code CLICKHOUSE_*} variables, {@link ClickHouseConnectionDetails}
 * and {@link ClickHouseOptionsCustomizer}s say, later ones winning over earlier ones, and closes it with the application. An
 * application with a {@code ClickHouse} of its own gets nothing of this, one with {@link ClientOptions} of its own a client of
 * those. Every {@link ClientObserver} among the beans observes the client, unless you define its
 * {@link ClientOptions} yourself: then it has the observers that these name.
 */
@AutoConfiguration
@EnableConfigurationProperties(ClickHouseProperties.class)
@ConditionalOnBooleanProperty(name = "peristyle.enabled", matchIfMissing = true)
public final class ClickHouseAutoConfiguration {
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingBean(ClickHouse.class)
    static class Client {
        @Bean
        @ConditionalOnMissingBean
        ClientOptions clickHouseOptions(
                ConfigurableEnvironment environment,
                ObjectProvider<ClickHouseConnectionDetails> details,
                ObjectProvider<ClientObserver> observers,
                ObjectProvider<ClickHouseOptionsCustomizer> customizers) {
            ClientOptionsBuilder options = ClickHouse.builder();
            new ConfiguredOptions(environment).apply(options);
            details.ifAvailable(known -> connect(options, known));
            observers.orderedStream().forEach(options::observer);
            customizers.orderedStream().forEach(customizer -> customizer.customize(options));
            return options.build();
        }

        @Bean
        ClickHouse clickHouse(ClientOptions clickHouseOptions) {
            return ClickHouse.connect(clickHouseOptions);
        }

        @Bean
        ClickHouseLifecycle clickHouseLifecycle(ClickHouse clickHouse, ClientOptions clickHouseOptions) {
            return new ClickHouseLifecycle(clickHouse, clickHouseOptions.closeGrace());
        }

        private static void connect(ClientOptionsBuilder options, ClickHouseConnectionDetails details) {
            if (!details.endpoints().isEmpty()) {
                options.endpoints(details.endpoints()).protocol(Protocol.NATIVE).discover(null);
                // What leads to the configured servers, and would be refused without HTTP.
                options.http(HttpOptions.DEFAULT).proxy(null).accessToken(null);
            }
            Boolean secure = details.secure();
            if (Boolean.FALSE.equals(secure)) {
                options.tls(TlsOptions.DISABLED);
            } else if (secure != null) {
                options.option("secure", "true");
            }
            String username = details.username();
            if (username != null) {
                options.username(username);
            }
            String password = details.password();
            if (password != null) {
                options.password(password);
            }
            String database = details.database();
            if (database != null) {
                options.database(database);
            }
        }
    }
}
