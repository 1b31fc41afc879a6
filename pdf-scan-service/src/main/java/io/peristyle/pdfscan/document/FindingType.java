package io.peristyle.pdfscan.document;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What kind of sensitive data was found. */
public enum FindingType {
    /** A social security number of the United States. */
    SSN,
    /** An e-mail address. */
    EMAIL,
    /** The number of a payment card. */
    CARD,
    /** An international bank account number. */
    IBAN,
    /** A telephone number. */
    PHONE,
    /** An IPv4 or IPv6 address. */
    IP;

    /** The name as it is stored and answered: {@code ssn}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The type with this {@link #text()}; null if there is none. */
    public static @Nullable FindingType of(String text) {
        for (FindingType type : values()) {
            if (type.text().equals(text)) {
                return type;
            }
        }
        return null;
    }
}
