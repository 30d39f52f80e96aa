package org.aectl;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.aectl.cli.Main;
import org.jspecify.annotations.NullMarked;

/** Holds the shape that ARCHITECTURE.md describes. */
@AnalyzeClasses(packages = "org.aectl", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    /** Which of our packages each package may use, beside {@code base}; the command line may use all. */
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            entry("base", Set.of()),
            entry("config", Set.of()),
            entry("kernel", Set.of()),
            entry("backend", Set.of("config", "kernel")),
            entry("data", Set.of("config")),
            entry("model", Set.of("config", "data", "kernel")),
            entry("run", Set.of("config", "data", "model")),
            entry("output", Set.of("config", "data", "run")),
            entry("train", Set.of("config", "kernel", "data", "model", "run")),
            entry("infer", Set.of("config", "data", "model", "run", "output", "backend")),
            entry("eval", Set.of("config", "kernel", "data", "model", "run", "output", "infer")),
            entry("report", Set.of("config", "data", "model", "run", "infer", "eval")),
            entry(
                    "task",
                    Set.of("config", "data", "model", "run", "output", "backend", "train", "infer", "eval", "report")),
            // Only in the profile of this name.
            entry(
                    "spark",
                    Set.of(
                            "config", "data", "model", "run", "output", "backend", "train", "infer", "eval", "report",
                            "task")));

    private static final long MOST_FILES = 22;

    @ArchTest
    static void packagesUseOnlyWhatLiesBelowThem(JavaClasses classes) {
        MAY_USE.forEach((name, used) -> {
            String[] allowed = Stream.concat(Stream.of(name, "base"), used.stream())
                    .map(ArchitectureTest::pattern)
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(pattern(name))
                    .should()
                    .dependOnClassesThat(resideInAPackage("org.aectl..").and(resideOutsideOfPackages(allowed)))
                    .because(name + " may use " + Arrays.toString(allowed))
                    .allowEmptyShould(true)
                    .check(classes);
        });
    }

    @ArchTest
    static void everyPackageHasItsPlaceInThisTest(JavaClasses classes) {
        assertThat(classes.stream().map(ArchitectureTest::partOf).collect(toSet()))
                .isSubsetOf(Stream.concat(MAY_USE.keySet().stream(), Stream.of("cli"))
                        .collect(toSet()));
    }

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("org.aectl.(**)").should().beFreeOfCycles().allowEmptyShould(true);

    /** All else asks {@code data.source}, so that a new kind of source is known in one place. */
    @ArchTest
    static final ArchRule onlySourcesKnowTheReadersOfTables = noClasses()
            .that()
            .resideOutsideOfPackages("org.aectl.data.csv", "org.aectl.data.parquet", "org.aectl.data.source")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.aectl.data.csv", "org.aectl.data.parquet");

    @ArchTest
    static void noPackageHasMoreFilesThanOneSees(JavaClasses classes) {
        assertThat(classes.stream()
                        .filter(JavaClass::isTopLevelClass)
                        .filter(found -> !found.getSimpleName().equals("package-info"))
                        .collect(groupingBy(JavaClass::getPackageName, counting())))
                .allSatisfy((name, files) -> assertThat(files).as(name).isLessThanOrEqualTo(MOST_FILES));
    }

    @ArchTest
    static void theTreeInTheArchitectureIsTheTree(JavaClasses classes) throws IOException {
        String text = Files.readString(Path.of("ARCHITECTURE.md"));
        List<String> tree = new ArrayList<>();
        String block = text.substring(text.indexOf("```\nbase") + 3);
        for (String line :
                block.substring(0, block.indexOf("```")).strip().lines().toList()) {
            int depth = line.indexOf(line.strip()) / 2;
            String name = line.strip().split(" ", 2)[0];
            String above = tree.stream()
                    .filter(found -> found.split("\\.", -1).length == depth)
                    .reduce("", (first, last) -> last);
            tree.add(above + name);
        }
        Set<String> packages = classes.stream()
                .map(found -> found.getPackageName().substring("org.aectl.".length()))
                .collect(toSet());

        assertThat(tree).doesNotHaveDuplicates().containsAll(packages);
        assertThat(tree.stream().filter(name -> !name.startsWith("spark"))).isSubsetOf(packages);
    }

    @ArchTest
    static final ArchRule configAndDataDoNotKnowNd4j = noClasses()
            .that()
            .resideInAnyPackage(pattern("config"), pattern("data"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.nd4j..", "org.deeplearning4j..", "org.bytedeco..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule onlyTheCommandLineKnowsPicocli = noClasses()
            .that()
            .resideOutsideOfPackage(pattern("cli"))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("picocli..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule onlyTheEngineForClustersKnowsSpark = noClasses()
            .that()
            .resideOutsideOfPackage(pattern("spark"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.spark..", "scala..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule onlyMainAndInterruptsEndTheProgram = noClasses()
            .that()
            .areNotAssignableTo(Main.class)
            .and()
            .doNotHaveFullyQualifiedName("org.aectl.cli.console.Interrupts")
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "halt", int.class);

    @ArchTest
    static final ArchRule onlyMainKnowsTheStandardStreams = noClasses()
            .that()
            .areNotAssignableTo(Main.class)
            .and()
            // It holds back what ND4J prints there.
            .doNotHaveFullyQualifiedName("org.aectl.backend.device.CudaLoading")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethod(Throwable.class, "printStackTrace");

    @ArchTest
    static final ArchRule nothingLogsWithTheJdk = GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

    /** What makes objects of a class that a file names, or programs of what a file holds. */
    @ArchTest
    static final ArchRule noFileNamesAClassOrIsRun = noClasses()
            .should()
            .dependOnClassesThat(areAny(
                    "java.io.ObjectInputStream",
                    "java.beans.XMLDecoder",
                    "java.lang.ClassLoader",
                    "java.net.URLClassLoader",
                    "java.lang.invoke.MethodHandles$Lookup",
                    "org.apache.commons.lang3.SerializationUtils",
                    "org.nd4j.linalg.dataset.api.preprocessor.serializer.NormalizerSerializer",
                    "org.nd4j.shade.jackson.databind.ObjectMapper",
                    "org.deeplearning4j.util.ModelGuesser",
                    "org.deeplearning4j.core.util.ModelGuesser"))
            .orShould()
            .dependOnClassesThat(resideInAnyPackage(
                    "javax.script..",
                    "javax.tools..",
                    "javax.naming..",
                    "java.rmi..",
                    "groovy..",
                    "org.deeplearning4j.nn.modelimport..",
                    "org.nd4j.samediff..",
                    "org.nd4j.imports.."))
            .orShould()
            .callMethodWhere(isNamed("java.lang.Class", "forName"))
            .orShould()
            .callMethodWhere(isNamed("java.lang.System", "load|loadLibrary"))
            .orShould()
            .callMethodWhere(isNamed("java.lang.Runtime", "exec|load|loadLibrary"))
            .orShould()
            .callMethodWhere(isNamed("org.deeplearning4j.util.ModelSerializer", "restore.*"))
            .orShould()
            .callMethodWhere(isNamed("org.deeplearning4j.nn.graph.ComputationGraph", "load"))
            .orShould()
            .callMethodWhere(isNamed("org.deeplearning4j.nn.multilayer.MultiLayerNetwork", "load"))
            .orShould()
            .callMethodWhere(isNamed("org.deeplearning4j.nn.conf..*", "from(Json|Yaml)"))
            .orShould()
            .callMethodWhere(isNamed("org.nd4j.linalg.factory.Nd4j", "read.*|createFromNp.*|createNpy.*|from.*Npy.*"))
            .orShould()
            .callMethodWhere(isNamed("tools.jackson.databind..*", "activateDefaultTyping.*|polymorphic.*"))
            .because("a run or a checkpoint may come from anyone");

    /** The engine of a cluster, whose name is in the program's own jar. */
    @ArchTest
    static final ArchRule onlyTheEngineIsFoundByItsName = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("org.aectl.cli.option.EngineOption")
            .should()
            .dependOnClassesThat(areAny("java.util.ServiceLoader"));

    /** {@code nvidia-smi} and {@code stty}, whose words are constants; nothing of a file or an option is among them. */
    @ArchTest
    static final ArchRule onlyTheQuestionsForGpusAndForTheTerminalStartAProgram = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("org.aectl.backend.device.DriverTool")
            .and()
            .doNotHaveFullyQualifiedName("org.aectl.cli.console.TerminalWidth")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(ProcessBuilder.class);

    /** What a pointer of CUDA's arrays leads to is out of date; {@code HostArray} refuses it. */
    @ArchTest
    static final ArchRule onlyHostArrayKnowsWhereNumbersLie = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("org.aectl.kernel.HostArray")
            .should()
            .callMethodWhere(isNamed(
                    "org.nd4j.linalg.api.buffer.DataBuffer",
                    "address|addressPointer|platformAddress|pointer|opaqueBuffer|indexer|asNio.*|asBytes"));

    /** It computes in the host's memory. */
    @ArchTest
    static final ArchRule onlyMatrixProductCallsTheBlas = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("org.aectl.kernel.MatrixProduct")
            .should()
            .callMethodWhere(isNamed("org.bytedeco.openblas.global..*", "(cblas|LAPACKE)_.*"));

    /** Configs: records of our own, which are found by their types and not by their names. */
    @ArchTest
    static final ArchRule onlyConfigsAreMadeByReflection = noClasses()
            .that()
            .resideOutsideOfPackage(pattern("config"))
            .should()
            .callMethod(Constructor.class, "newInstance", Object[].class)
            .orShould()
            .callMethod(Method.class, "invoke", Object.class, Object[].class);

    private static DescribedPredicate<JavaClass> areAny(String... names) {
        return describe(
                "are any of " + Arrays.toString(names), type -> List.of(names).contains(type.getName()));
    }

    /** @param method a regular expression, as the owner is */
    private static DescribedPredicate<JavaCall<?>> isNamed(String owner, String method) {
        return describe(
                "is " + owner + "." + method,
                call -> call.getTargetOwner().getName().matches(owner.replace("$", "\\$"))
                        && call.getName().matches(method));
    }

    @ArchTest
    static void everyPackageIsNullMarked(JavaClasses classes) {
        assertThat(classes.stream().map(JavaClass::getPackage).distinct())
                .allSatisfy(found -> assertThat(isNullMarked(found))
                        .as("%s has a package-info with @NullMarked", found.getName())
                        .isTrue());
    }

    private static boolean isNullMarked(JavaPackage found) {
        return found.tryGetPackageInfo()
                .map(info -> info.isAnnotatedWith(NullMarked.class))
                .orElse(false);
    }

    private static String pattern(String name) {
        return "org.aectl." + name + "..";
    }

    /** {@code model} for {@code org.aectl.model.vertex.Sampling}. */
    private static String partOf(JavaClass found) {
        return found.getPackageName().replaceFirst("^org\\.aectl\\.?", "").replaceFirst("\\..*", "");
    }
}
