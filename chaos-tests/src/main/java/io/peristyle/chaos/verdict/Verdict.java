package io.peristyle.chaos.verdict;

/**
 * A figure that was measured, and what it had to be.
 *
 * @param test the scenario, such as {@code T1}
 */
public record Verdict(String test, String figure, double measured, Bound bound) {
    /** Whether the promise was kept. */
    public boolean isKept() {
        return bound.allows(measured);
    }

    @Override
    public String toString() {
        return test + ": " + figure + ": " + measuredText() + " (" + boundText() + ") "
                + (isKept() ? "ok" : "VIOLATION");
    }

    String measuredText() {
        return withUnit(Bound.number(measured));
    }

    String boundText() {
        return withUnit(bound.text());
    }

    private String withUnit(String number) {
        return bound.unit().isEmpty() ? number : number + " " + bound.unit();
    }
}
