package io.peristyle.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The law between packages; the table in {@code docs/architecture.md} is this map in words. */
class PackageLawTest {
    private static final String ROOT = "io.peristyle.";
    private static final JavaClasses CLASSES = new ClassFileImporter().importPath(Path.of("target", "classes"));

    /** Each package and those that it may use. */
    private static final Map<String, List<String>> MAY_USE = new TreeMap<>(Map.ofEntries(
            Map.entry("endpoint", List.of()),
            Map.entry("wire", List.of()),
            Map.entry("revision", List.of()),
            Map.entry("error", List.of("endpoint")),
            Map.entry("time", List.of("error")),
            Map.entry("type", List.of("error")),
            Map.entry("column", List.of("type", "error")),
            Map.entry("query", List.of("column", "type", "error", "endpoint")),
            Map.entry("observe", List.of("query", "endpoint", "error")),
            Map.entry("telemetry", List.of("observe", "query", "endpoint", "error")),
            Map.entry("options", List.of("observe", "query", "endpoint", "error")),
            Map.entry("compress", List.of("wire", "error")),
            Map.entry("codec", List.of("wire", "revision", "compress", "column", "type", "error")),
            Map.entry("packet", List.of("wire", "revision", "query", "column", "type", "error")),
            Map.entry(
                    "transport", List.of("query", "options", "observe", "time", "endpoint", "column", "type", "error")),
            Map.entry("transport.netty", List.of("transport", "options", "time", "endpoint", "error")),
            Map.entry(
                    "transport.tcp",
                    List.of(
                            "transport.netty",
                            "transport",
                            "packet",
                            "codec",
                            "compress",
                            "wire",
                            "revision",
                            "query",
                            "options",
                            "observe",
                            "time",
                            "endpoint",
                            "column",
                            "type",
                            "error")),
            Map.entry(
                    "transport.http",
                    List.of(
                            "transport.netty",
                            "transport",
                            "codec",
                            "compress",
                            "wire",
                            "revision",
                            "query",
                            "options",
                            "observe",
                            "time",
                            "endpoint",
                            "column",
                            "type",
                            "error")),
            Map.entry("record", List.of("query", "column", "type", "error")),
            Map.entry("pillar", List.of("client", "options", "query")),
            Map.entry("pool", List.of("time", "options", "observe", "endpoint", "error")),
            Map.entry(
                    "cluster",
                    List.of(
                            "transport",
                            "pool",
                            "time",
                            "options",
                            "observe",
                            "query",
                            "column",
                            "type",
                            "endpoint",
                            "error"))));

    @Test
    void everyPackageUsesOnlyThoseItMayUse() {
        MAY_USE.forEach((name, allowed) -> {
            List<String> packages = new ArrayList<>(List.of(ROOT + name));
            allowed.forEach(other -> packages.add(ROOT + other));
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + name)
                    .should()
                    .dependOnClassesThat(ourClassesOutside(packages))
                    .allowEmptyShould(true)
                    .because(name + " may use " + allowed)
                    .check(CLASSES);
        });
    }

    @Test
    void everyPackageHasARowInTheLaw() {
        TreeSet<String> packages = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            packages.add(type.getPackageName().substring(ROOT.length()));
        }
        packages.removeAll(MAY_USE.keySet());
        assertThat(packages).isSubsetOf("client");
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.peristyle.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void onlyTransportsKnowNettyBeyondItsBuffers() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..transport..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.netty..")
                        .and(DescribedPredicate.not(resideInAnyPackage("io.netty.buffer.."))))
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackages("..transport..", "..codec..", "..compress..", "..packet..", "..wire..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty..")
                .check(CLASSES);
    }

    @Test
    void timeComesFromTheClock() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..time..")
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(CLASSES);
    }

    @Test
    void namesSayWhatAClassIs() {
        classes()
                .should()
                .haveNameNotMatching(".*(Util|Utils|Helper|Manager|Common|Impl)$")
                .check(CLASSES);
    }

    @Test
    void noStaticStateChanges() {
        fields().that().areStatic().and().areNotPrivate().should().beFinal().check(CLASSES);
        fields().that().areStatic().should().beFinal().check(CLASSES);
    }

    @Test
    void filesStaySmall() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            List<Path> long400 = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> lines(file) > 400)
                    .toList();
            assertThat(long400).isEmpty();
        }
    }

    private static DescribedPredicate<JavaClass> ourClassesOutside(List<String> packages) {
        return DescribedPredicate.describe(
                "of ours outside " + packages,
                type -> type.getPackageName().startsWith(ROOT) && !packages.contains(type.getPackageName()));
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
