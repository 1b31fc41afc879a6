package io.peristyle.codec;

/** Why a type does not take a Java value. Names the type and what it takes, never the value. */
final class Refusal {
    private Refusal() {}

    static IllegalArgumentException ofNull(String takes) {
        return new IllegalArgumentException(takes + ", not NULL");
    }

    static IllegalArgumentException ofClass(String takes, Object value) {
        return new IllegalArgumentException(
                takes + ", not a " + value.getClass().getTypeName());
    }

    static IllegalArgumentException ofValue(String takes, String problem) {
        return new IllegalArgumentException(takes + "; this value " + problem);
    }
}
