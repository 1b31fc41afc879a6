package io.peristyle.chaos.verdict;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What one run of a scenario brought to light. Thread-safe. */
public final class Findings {
    private static final int EXAMPLES = 5;

    private final String test;
    private final List<Verdict> verdicts = new ArrayList<>();
    private final Map<String, List<String>> evidence = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();

    public Findings(String test) {
        this.test = test;
    }

    /** Judges a figure. */
    public synchronized void check(String figure, double measured, Bound bound) {
        verdicts.add(new Verdict(test, figure, measured, bound));
    }

    /** Judges a count. */
    public void check(String figure, long count, Bound bound) {
        check(figure, (double) count, bound);
    }

    /** Keeps an example of what a figure counts; the first few are shown if it is a violation. */
    public synchronized void evidence(String figure, @Nullable Object example) {
        List<String> examples = evidence.computeIfAbsent(figure, name -> new ArrayList<>());
        if (examples.size() < EXAMPLES) {
            examples.add(String.valueOf(example));
        }
    }

    /** Keeps something worth knowing that has no bound. */
    public synchronized void note(String text) {
        notes.add(text);
    }

    public synchronized List<Verdict> verdicts() {
        return List.copyOf(verdicts);
    }

    /** Promises that were broken, each with its examples. */
    public List<String> violations() {
        return violations(verdict -> true);
    }

    /** Broken promises that are counts: rows lost, foreign answers, leaks. */
    public List<String> violationsOfCounts() {
        return violations(verdict -> verdict.bound().isCount());
    }

    private synchronized List<String> violations(Predicate<Verdict> judged) {
        return verdicts.stream()
                .filter(judged.and(verdict -> !verdict.isKept()))
                .map(verdict ->
                        String.join("\n    ", described(verdict, evidence.getOrDefault(verdict.figure(), List.of()))))
                .toList();
    }

    public synchronized List<String> notes() {
        return notes.stream().map(note -> test + ": " + note).toList();
    }

    private static List<String> described(Verdict verdict, List<String> examples) {
        List<String> lines = new ArrayList<>(List.of(verdict.toString()));
        lines.addAll(examples);
        return lines;
    }
}
