package io.peristyle.query;

import io.peristyle.error.DataException;
import io.peristyle.type.ClickHouseType;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The places {@code {name:Type}} and {@code {name}} of a statement. Braces in quotes, comments and here documents are none,
 * nor are braces around anything but a name, such as a map literal.
 */
public final class Placeholders {
    private final String sql;
    private final List<Placeholder> places;
    private final boolean namesRepeat;
    /** Of the places, as they are read for the first time; several threads may read the same one. */
    private final @Nullable ClickHouseType[] types;

    private Placeholders(String sql, List<Placeholder> places) {
        this.sql = sql;
        this.places = places;
        this.namesRepeat = places.size() > 1 && names().size() < places.size();
        this.types = new @Nullable ClickHouseType[places.size()];
    }

    /** Finds the placeholders of {@code sql}. */
    public static Placeholders of(String sql) {
        return sql.indexOf('{') < 0 ? new Placeholders(sql, List.of()) : new Placeholders(sql, find(sql));
    }

    /** The names, in the order in which they come first. */
    public Set<String> names() {
        return places.stream().map(Placeholder::name).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * Gives each placeholder its value; one without a type gets its type from the value.
     *
     * @throws DataException if a placeholder has no value, a value no placeholder, or a value does not fit its type
     */
    public Bound bind(Map<String, ? extends @Nullable Object> values) {
        if (places.isEmpty() && values.isEmpty()) {
            return new Bound(sql, List.of());
        }
        if (namesRepeat || values.size() != places.size()) {
            refuseUnused(values);
        }
        Parameter[] parameters = new Parameter[places.size()];
        List<String> found = new ArrayList<>(0);
        for (int i = 0; i < parameters.length; i++) {
            Placeholder place = places.get(i);
            if (!values.containsKey(place.name())) {
                refuseUnused(values);
                throw new DataException(
                        "there is no value for the parameter " + place.name() + "; given are " + values.keySet());
            }
            Object value = values.get(place.name());
            String type = place.type() != null ? place.type() : typeOf(place.name(), value);
            if (place.type() == null) {
                found.add(type);
            }
            parameters[i] = render(i, type, value);
        }
        return new Bound(withTypes(found), namesRepeat ? withoutRepetition(parameters) : List.of(parameters));
    }

    private List<Parameter> withoutRepetition(Parameter[] parameters) {
        Map<String, Parameter> byName = new LinkedHashMap<>();
        for (int i = 0; i < parameters.length; i++) {
            Parameter parameter = parameters[i];
            Parameter earlier = byName.putIfAbsent(parameter.name(), parameter);
            if (earlier != null && !earlier.text().equals(parameter.text())) {
                String type = places.get(i).type();
                throw new DataException("the parameter " + parameter.name() + " is declared as "
                        + (type == null ? "the type of its value" : type)
                        + " and as another type, which write its value differently; use two parameters");
            }
        }
        return List.copyOf(byName.values());
    }

    /** The statement with {@code types}, in this order, for the placeholders that have none. */
    private String withTypes(List<String> types) {
        if (types.isEmpty()) {
            return sql;
        }
        StringBuilder typed = new StringBuilder(sql.length() + 32);
        Iterator<String> next = types.iterator();
        int copied = 0;
        for (Placeholder place : places) {
            if (place.type() == null) {
                typed.append(sql, copied, place.start())
                        .append('{')
                        .append(place.name())
                        .append(':')
                        .append(next.next())
                        .append('}');
                copied = place.end();
            }
        }
        return typed.append(sql, copied, sql.length()).toString();
    }

    /**
     * A statement without placeholders, for servers that do not know parameters (before revision 54459).
     *
     * @param sql with placeholders of the form {@code {name:Type}}
     * @param parameters as {@link #bind} made them
     */
    public static String withLiterals(String sql, List<Parameter> parameters) {
        if (parameters.isEmpty()) {
            return sql;
        }
        Map<String, Parameter> byName = parameters.stream().collect(Collectors.toMap(Parameter::name, p -> p));
        StringBuilder text = new StringBuilder(sql.length() + 64);
        int copied = 0;
        for (Placeholder place : find(sql)) {
            Parameter parameter = byName.get(place.name());
            if (parameter != null) {
                text.append(sql, copied, place.start());
                text.append(place.wantsPlainNumber() ? plainNumber(parameter) : parameter.literal());
                copied = place.end();
            }
        }
        return text.append(sql, copied, sql.length()).toString();
    }

    private void refuseUnused(Map<String, ? extends @Nullable Object> values) {
        for (String name : values.keySet()) {
            if (!isUsed(name)) {
                Set<String> names = names();
                throw new DataException("the statement has no placeholder {" + name + ":Type} for the parameter " + name
                        + (names.isEmpty() ? "; it has none at all" : "; it has " + names));
            }
        }
    }

    private boolean isUsed(String name) {
        for (Placeholder place : places) {
            if (place.name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private static String typeOf(String name, @Nullable Object value) {
        try {
            return ParameterTypes.of(value).toString();
        } catch (IllegalArgumentException failure) {
            throw new DataException("the parameter " + name + ": " + failure.getMessage() + "; declare it, as in {"
                    + name + ":String}");
        }
    }

    private Parameter render(int place, String type, @Nullable Object value) {
        String name = places.get(place).name();
        try {
            return ParameterText.parameter(name, typeOf(place, type), value);
        } catch (IllegalArgumentException failure) {
            throw new DataException("the parameter " + name + " of type " + type + ": " + failure.getMessage());
        }
    }

    private ClickHouseType typeOf(int place, String text) {
        if (places.get(place).type() == null) {
            return ClickHouseType.parse(text);
        }
        ClickHouseType known = types[place];
        if (known == null) {
            known = ClickHouseType.parse(text);
            types[place] = known;
        }
        return known;
    }

    // Old servers want a literal behind these words, and take no expression such as CAST.
    private static String plainNumber(Parameter parameter) {
        boolean digits = !parameter.text().isEmpty() && parameter.text().chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? parameter.text() : parameter.literal();
    }

    private static List<Placeholder> find(String sql) {
        List<Placeholder> places = new ArrayList<>();
        SqlScanner scanner = new SqlScanner(sql);
        boolean plain = false;
        while (scanner.next()) {
            if (scanner.kind() == SqlScanner.Kind.WORD) {
                boolean number = Character.isDigit(sql.charAt(scanner.start()));
                plain = wantsPlainNumber(scanner) || (plain && number);
            } else if (scanner.kind() == SqlScanner.Kind.OTHER && sql.charAt(scanner.start()) == '{') {
                Placeholder place = Placeholder.at(sql, scanner.start(), plain);
                if (place != null) {
                    places.add(place);
                    scanner.moveTo(place.end());
                }
            } else if (scanner.kind() == SqlScanner.Kind.OTHER && sql.charAt(scanner.start()) != ',') {
                plain = false;
            }
        }
        return places;
    }

    private static boolean wantsPlainNumber(SqlScanner word) {
        return word.is("LIMIT") || word.is("OFFSET") || word.is("TOP");
    }

    /**
     * A statement whose placeholders all have a type, and a value for each.
     *
     * @param sql the statement
     * @param parameters one for each name
     */
    public record Bound(String sql, List<Parameter> parameters) {}
}
