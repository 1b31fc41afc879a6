package io.peristyle.pdfscan.backend;

import java.util.regex.Pattern;

/** The database that the service's tables are in; a name that needs no quotes. */
record Database(String name) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");

    Database {
        if (!isName(name)) {
            throw new IllegalArgumentException(
                    "the name of a database has letters, digits and underscores, and begins" + " with no digit");
        }
    }

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** {@code database.table}. */
    String table(String table) {
        return name + "." + table;
    }
}
