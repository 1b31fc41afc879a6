package io.peristyle.options;

import io.peristyle.error.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes options from environment variables: {@code CLICKHOUSE_URL} and {@code CLICKHOUSE_URLS} first, then {@code
 * CLICKHOUSE_<OPTION>} and {@code CLICKHOUSE_SETTING_<NAME>}, a setting of the server. The value of each may come from a file,
 * which a variable with {@code _FILE} behind that name says. A variable that names no option is logged with the nearest name
 * and otherwise ignored; silently ignored is a {@code CLICKHOUSE_PORT} with a URL in it, which container platforms inject.
 */
final class EnvironmentOptions {
    private static final Logger LOG = LoggerFactory.getLogger(EnvironmentOptions.class);
    private static final String PREFIX = "CLICKHOUSE_";
    private static final String FILE = "_FILE";
    private static final String SETTING = "setting_";
    private static final String URL = PREFIX + "URL";
    private static final Set<String> URLS =
            Set.of("URLS", "URLS_FILE", "CONNECTION_STRINGS", "CONNECTION_STRINGS_FILE");

    /** The options in several URLs are like those in one: variables of their own win over them. */
    private static final Comparator<String> SERVERS_FIRST = Comparator.comparing(
                    (String name) -> !name.startsWith(PREFIX) || !URLS.contains(name.substring(PREFIX.length())))
            .thenComparing(Comparator.naturalOrder());

    private EnvironmentOptions() {}

    static void apply(Map<String, String> environment, ClientOptionsBuilder builder) {
        String url = environment.get(URL);
        String file = environment.get(URL + FILE);
        if (url != null && file != null) {
            throw new ConfigurationException("the environment has both " + URL + " and " + URL + FILE + "; name one");
        }
        if (url != null) {
            builder.url(url);
        } else if (file != null) {
            builder.url(content(URL + FILE, file));
        }
        Map<String, String> ordered = new TreeMap<>(SERVERS_FIRST);
        ordered.putAll(environment);
        for (Map.Entry<String, String> variable : ordered.entrySet()) {
            String name = variable.getKey();
            if (name.startsWith(PREFIX)
                    && !name.equals(URL)
                    && !name.equals(URL + FILE)
                    && !isInjected(name, variable.getValue())) {
                applyVariable(name, variable.getValue(), builder);
            }
        }
    }

    private static void applyVariable(String variable, String value, ClientOptionsBuilder builder) {
        String option = option(variable.substring(PREFIX.length()));
        boolean fromFile = variable.endsWith(FILE) && !OptionTable.contains(option);
        if (fromFile) {
            option = option(variable.substring(PREFIX.length(), variable.length() - FILE.length()));
        }
        boolean isSetting = option.startsWith(SETTING) && option.length() > SETTING.length();
        if (!OptionTable.contains(option) && !isSetting) {
            // Others have variables of this beginning, too: the server's own container does.
            LOG.warn(
                    "The environment variable {} names no option and is ignored; {}",
                    variable,
                    OptionTable.hint(option));
            return;
        }
        try {
            String text = fromFile ? content(variable, value) : value;
            if (isSetting) {
                builder.setting(option.substring(SETTING.length()), text);
            } else {
                builder.option(option, text);
            }
        } catch (ConfigurationException e) {
            throw new ConfigurationException("the environment variable " + variable + ": " + e.getMessage(), e);
        }
    }

    private static String content(String variable, String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException | InvalidPathException e) {
            throw new ConfigurationException(
                    "the environment variable " + variable + " names a file that cannot be read", e);
        }
    }

    private static String option(String variable) {
        return variable.toLowerCase(Locale.ROOT);
    }

    private static boolean isInjected(String name, String value) {
        return name.equals(PREFIX + "PORT") && value.contains("://");
    }
}
