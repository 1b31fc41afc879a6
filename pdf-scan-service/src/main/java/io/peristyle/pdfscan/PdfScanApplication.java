package io.peristyle.pdfscan;

import io.peristyle.client.ClickHouse;
import io.peristyle.options.ClientOptions;
import io.peristyle.pdfscan.backend.Backends;
import io.peristyle.pdfscan.document.Backend;
import io.peristyle.pdfscan.scan.ScanLimits;
import io.peristyle.pdfscan.scan.ScannerPool;
import io.peristyle.pdfscan.web.WebConfiguration;
import io.peristyle.pdfscan.work.Pipeline;
import io.peristyle.pdfscan.work.Resumption;
import io.peristyle.pdfscan.work.Spool;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** The service's parts, put together. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(WebConfiguration.class)
public class PdfScanApplication {
    /**
     * Starts the service; returns when it listens.
     *
     * @throws SettingException if a variable's value is wrong; then nothing was started
     */
    public static ConfigurableApplicationContext start(Map<String, String> variables) {
        ServiceSettings settings = ServiceSettings.from(variables);
        SpringApplication application = new SpringApplication(PdfScanApplication.class);
        application.addInitializers(context -> {
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource("variables", properties(settings)));
            ((GenericApplicationContext) context).registerBean(ServiceSettings.class, () -> settings);
        });
        return application.run();
    }

    private static Map<String, Object> properties(ServiceSettings settings) {
        return Map.of(
                "server.address", settings.web().host(),
                "server.port", settings.web().port(),
                "peristyle.enabled", settings.store().backend() == StoreSettings.BackendKind.CLICKHOUSE);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    @ConditionalOnBooleanProperty("peristyle.enabled")
    ClientOptions clickHouseOptions(ServiceSettings settings) {
        return settings.store().clientOptions();
    }

    @Bean(destroyMethod = "")
    Backend backend(ServiceSettings settings, ObjectProvider<ClickHouse> client) {
        return settings.store().backend() == StoreSettings.BackendKind.MEMORY
                ? Backends.inMemory()
                : Backends.clickHouse(client.getObject(), settings.store().database());
    }

    @Bean
    Spool spool(ServiceSettings settings) {
        Path directory = settings.scan().spool();
        return settings.store().backend() == StoreSettings.BackendKind.MEMORY
                ? Spool.openTemporary(directory)
                : Spool.open(directory);
    }

    @Bean
    ScannerPool scanner(ServiceSettings settings, Spool spool) {
        ScanSettings scan = settings.scan();
        return new ScannerPool(new ScanLimits(scan.workers(), scan.timeout(), scan.memoryMegabytes(), scan.spool()));
    }

    @Bean
    Pipeline pipeline(Backend backend, Spool spool, ScannerPool scanner, Clock clock, ServiceSettings settings) {
        return new Pipeline(backend, spool, scanner, clock, settings.scan().maximumWaiting());
    }

    @Bean
    ServiceLifecycle serviceLifecycle(
            Backend backend, Spool spool, Pipeline pipeline, ScannerPool scanner, Clock clock) {
        return new ServiceLifecycle(backend, pipeline, scanner, new Resumption(backend, spool, pipeline, clock));
    }
}
