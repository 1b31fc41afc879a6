package io.peristyle.embedded;

/** A ClickHouse version that this module can start. */
public enum ServerVersion {
    /** The newest version supported. */
    MODERN("26.7", 54_488),

    /** The oldest version supported. */
    LEGACY("18.16", 54_412);

    private final String number;
    private final int revision;

    ServerVersion(String number, int revision) {
        this.number = number;
        this.revision = revision;
    }

    /** Major and minor number, such as {@code 26.7}. */
    public String number() {
        return number;
    }

    /** The newest revision of the native protocol that this version speaks. */
    public int revision() {
        return revision;
    }

    @Override
    public String toString() {
        return "ClickHouse " + number;
    }
}
