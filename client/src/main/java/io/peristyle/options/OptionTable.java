package io.peristyle.options;

import io.peristyle.error.ConfigurationException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Every option that has a name: for URLs, properties and the environment, and for the documentation's table. */
final class OptionTable {
    private static final String SETTING = "setting.";

    /** In the order of the documentation. */
    static final List<Option> OPTIONS = Stream.of(
                    ServerOptionNames.OPTIONS,
                    HttpOptionNames.OPTIONS,
                    TlsOptionNames.OPTIONS,
                    PoolOptionNames.OPTIONS,
                    PillarOptionNames.OPTIONS,
                    HealthOptionNames.OPTIONS,
                    TransferOptionNames.OPTIONS)
            .flatMap(List::stream)
            .toList();

    private static final Map<String, Option> BY_NAME = byName();

    private OptionTable() {}

    static void apply(String name, String value, ClientOptionsBuilder builder) {
        for (String prefix : List.of(SETTING, "clickhouse_setting_")) {
            if (name.startsWith(prefix) && name.length() > prefix.length()) {
                builder.setting(name.substring(prefix.length()), value);
                return;
            }
        }
        Option option = BY_NAME.get(name);
        if (option == null) {
            TlsOptionNames.refuseWhatTrustsEverything(name);
            throw new ConfigurationException(
                    "there is no option " + name + "; " + hint(name) + "a server setting is written " + SETTING + name);
        }
        option.setter().set(builder, option.name(), value);
    }

    /** "did you mean X? " or nothing. */
    static String hint(String mistyped) {
        return NearestName.hint(mistyped, new ArrayList<>(BY_NAME.keySet()));
    }

    static boolean contains(String name) {
        return BY_NAME.containsKey(name);
    }

    static Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        for (Option option : OPTIONS) {
            names.add(option.name());
            names.addAll(option.aliases());
        }
        return Collections.unmodifiableSet(names);
    }

    private static Map<String, Option> byName() {
        Map<String, Option> byName = new HashMap<>();
        for (Option option : OPTIONS) {
            List<String> names = new ArrayList<>(option.aliases());
            names.add(option.name());
            for (String name : names) {
                if (byName.put(name, option) != null) {
                    throw new IllegalStateException("the option name " + name + " is taken twice");
                }
            }
        }
        return Map.copyOf(byName);
    }
}
