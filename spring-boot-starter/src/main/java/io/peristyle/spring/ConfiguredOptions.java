package io.peristyle.spring;

import io.peristyle.error.ConfigurationException;
import io.peristyle.options.ClientOptions;
import io.peristyle.options.ClientOptionsBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindResult;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** The client's options in an application's configuration: {@code peristyle.*}, and under those {@code CLICKHOUSE_*}. */
final class ConfiguredOptions {
    private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("peristyle");
    private static final String SETTING = "setting";

    /** What stands under the prefix without being an option of the client. */
    private static final List<String> OWN = List.of("enabled", "pool-name", "health-timeout", "url", SETTING);

    private final ConfigurableEnvironment environment;
    private final Binder binder;

    ConfiguredOptions(ConfigurableEnvironment environment) {
        this.environment = environment;
        this.binder = Binder.get(environment);
    }

    /** @throws ConfigurationException if there is no such option, or a value does not fit its option */
    void apply(ClientOptionsBuilder builder) {
        checkNames(builder);
        builder.environment(variables());
        String url = text("url");
        if (url != null) {
            naming("url", () -> builder.url(url));
        }
        for (String option : ClientOptions.optionNames()) {
            String property = option.replace('_', '-');
            String value = text(property);
            if (value != null) {
                naming(property, () -> builder.option(option, value));
            }
        }
        binder.bind(PREFIX.append(SETTING), Bindable.mapOf(String.class, String.class))
                .orElse(Map.of())
                .forEach((name, value) -> builder.setting(name.replace('-', '_'), value));
    }

    /** The variables that the client knows, from wherever the application has them, so that a test can set them. */
    private Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>();
        environment.getPropertySources().stream()
                .filter(EnumerablePropertySource.class::isInstance)
                .flatMap(source -> Stream.of(((EnumerablePropertySource<?>) source).getPropertyNames()))
                .filter(name -> name.startsWith("CLICKHOUSE_"))
                .forEach(name -> {
                    String value = environment.getProperty(name);
                    if (value != null) {
                        variables.put(name, value);
                    }
                });
        return variables;
    }

    private @Nullable String text(String property) {
        ConfigurationPropertyName name = PREFIX.append(property);
        // As it is: read as a list, a password with a comma would lose the blanks around it.
        BindResult<String> whole = binder.bind(name, Bindable.of(String.class));
        if (whole.isBound()) {
            return whole.get();
        }
        List<String> list = binder.bind(name, Bindable.listOf(String.class)).orElse(List.of());
        return list.isEmpty() ? null : String.join(",", list);
    }

    // Variables of the system are left out: PERISTYLE_* also names what other tools of this project are told.
    private void checkNames(ClientOptionsBuilder builder) {
        List<ConfigurationPropertyName> known = new ArrayList<>();
        Consumer<String> add = name -> known.add(PREFIX.append(name));
        OWN.forEach(add);
        ClientOptions.optionNames().stream()
                .map(option -> option.replace('_', '-'))
                .forEach(add);
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            if (source instanceof IterableConfigurationPropertySource names
                    && !(source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource)) {
                names.stream()
                        .filter(PREFIX::isAncestorOf)
                        .map(name -> name.chop(PREFIX.getNumberOfElements() + 1))
                        .filter(name -> !known.contains(name))
                        .findFirst()
                        .ifPresent(name -> refuse(name, builder));
            }
        }
    }

    private static void refuse(ConfigurationPropertyName name, ClientOptionsBuilder builder) {
        String property = name.getLastElement(ConfigurationPropertyName.Form.DASHED);
        naming(property, () -> builder.option(property.replace('-', '_'), ""));
    }

    private static void naming(String property, Runnable change) {
        try {
            change.run();
        } catch (ConfigurationException e) {
            throw new ConfigurationException("the property peristyle." + property + ": " + e.getMessage(), e);
        }
    }
}
