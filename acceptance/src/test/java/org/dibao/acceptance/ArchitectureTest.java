package org.dibao.acceptance;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may know whom: dependencies point inward, to the contract. */
@Tag("standalone")
class ArchitectureTest {
    private static final List<String> SERVICES = List.of("ingest", "store", "render", "delivery", "gateway");
    private static final JavaClasses DIBAO = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.dibao");

    @Test
    void theContractKnowsNobody() {
        classes()
                .that()
                .resideInAPackage("org.dibao.contract..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "org.dibao.contract..",
                        "java..",
                        "tools.jackson..",
                        "com.fasterxml.jackson.annotation..",
                        "org.jspecify..",
                        "io.avaje.recordbuilder..") // marks generated builders; not there at run time
                .check(DIBAO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "store", "render", "delivery", "gateway"})
    void aServiceKnowsNoOther(String service) {
        String[] others = SERVICES.stream()
                .filter(name -> !name.equals(service))
                .map(name -> "org.dibao." + name + "..")
                .toArray(String[]::new);

        noClasses()
                .that()
                .resideInAPackage("org.dibao." + service + "..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(others)
                        .or(resideInAnyPackage("org.dibao.standalone..", "org.dibao.embedded..", "org.dibao.cli..")))
                .check(DIBAO);
    }

    @Test
    void libraryModulesKnowOnlyTheOnesBelowThem() {
        knowsOnly("kramdown");
        knowsOnly("liquid");
        knowsOnly("blobs");
        knowsOnly("embedded");
        knowsOnly("cli", "kramdown");
        knowsOnly("support", "contract");
        knowsOnly("eventlog", "contract", "support");
        knowsOnly("projector", "contract", "support", "eventlog");
        knowsOnly("backup", "contract", "support", "eventlog", "blobs", "embedded", "cli");
    }

    private static void knowsOnly(String module, String... below) {
        String[] allowed = Stream.concat(Stream.of(module), Stream.of(below))
                .map(name -> "org.dibao." + name + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage("org.dibao." + module + "..")
                .should()
                .dependOnClassesThat(resideInAPackage("org.dibao..").and(resideOutsideOfPackages(allowed)))
                .check(DIBAO);
    }

    @Test
    void onlyStandaloneKnowsServices() {
        noClasses()
                .that(resideOutsideOfPackages(
                        "org.dibao.ingest..",
                        "org.dibao.store..",
                        "org.dibao.render..",
                        "org.dibao.delivery..",
                        "org.dibao.gateway..",
                        "org.dibao.standalone.."))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.dibao.ingest..",
                        "org.dibao.store..",
                        "org.dibao.render..",
                        "org.dibao.delivery..",
                        "org.dibao.gateway..",
                        "org.dibao.standalone..")
                .check(DIBAO);
    }

    @Test
    void onlyProjectorAndServicesWithADatabaseKnowMongo() {
        noClasses()
                .that(resideInAPackage("org.dibao..")
                        .and(resideOutsideOfPackages(
                                "org.dibao.projector..",
                                "org.dibao.store..",
                                "org.dibao.render..",
                                "org.dibao.delivery..",
                                "org.dibao.embedded..")))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.mongodb..", "org.bson..")
                .check(DIBAO);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "contract",
                "support",
                "eventlog",
                "projector",
                "ingest",
                "store",
                "render",
                "delivery",
                "gateway"
            })
    void packagesOfAModuleDoNotGoRoundInCircles(String module) {
        slices().matching("org.dibao." + module + ".(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(DIBAO);
    }

    /** Of many arguments, some of one type, two can be swapped without anybody noticing. */
    @Test
    void aRecordWithManyComponentsIsMadeByItsBuilder() {
        List<String> unnamed = DIBAO.stream()
                .filter(JavaClass::isRecord)
                .flatMap(type -> type.getConstructors().stream())
                .filter(constructor -> constructor.getRawParameterTypes().size() > 7)
                .flatMap(constructor -> constructor.getCallsOfSelf().stream())
                .filter(call -> !isWithin(call.getOriginOwner(), call.getTargetOwner()))
                .map(JavaAccess::getDescription)
                .toList();

        assertThat(unnamed)
                .as("give the record @RecordBuilder and name each argument")
                .isEmpty();
    }

    private static boolean isWithin(JavaClass type, JavaClass record) {
        return type.equals(record)
                || type.getName().equals(record.getName() + "Builder")
                || record.getEnclosingClass().filter(type::equals).isPresent();
    }

    /** What may start threads by itself, and why nobody has to watch over them. Whatever else runs for long is a loop. */
    private static final Map<String, String> THREADS = Map.ofEntries(
            entry("support.loop.SupervisedLoop", "it is what watches over them"),
            entry("support.work.Workers", "a pool: a thread that ends is replaced with the next task"),
            entry("ingest.kafka.KafkaArticleLog", "a pool: a thread that ends is replaced with the next task"),
            entry("render.web.LargePages", "a pool: a thread that ends is replaced with the next task"),
            entry("ingest.IngestConfiguration", "a thread for each import"),
            entry("ingest.imports.ImportWorkers", "a thread for each import"),
            entry("ingest.operations.WarmUp", "ends by itself soon"),
            entry("render.operations.WarmUp", "ends by itself soon"),
            entry("gateway.status.WarmUp", "ends by itself soon"),
            entry("gateway.submissions.Imports", "a timer for each import"),
            entry("projector.stream.LogReader", "ends the reading and itself"),
            entry("embedded.WholeCommandsBackend", "two tasks, neither of which ever fails"),
            entry("eventlog.TopicWriter", "closes one producer and ends"),
            entry("eventlog.RenewedAdmin", "closes one client and ends"),
            entry("cli.ArticleMoves", "end with the command, which says what failed"),
            entry("cli.Interruption", "says how far the command came, when the process ends"),
            entry("cli.LinkCheck", "end with the command, which says what failed"),
            entry("cli.SiteFilesStep", "end with the command, which says what failed"),
            entry("cli.export.PageFetcher", "end with the command, which says what failed"),
            entry("cli.export.SourceCopy", "end with the command, which says what failed"),
            entry("cli.DuplexPost", "a thread for each request"),
            entry("cli.Silence", "a thread for each connection"),
            entry("standalone.ServiceStarter", "end when all is started"),
            entry("standalone.TemporaryFolder", "removes it when the process ends"),
            entry("standalone.UpCommand", "ends the process"),
            entry("standalone.Background", "ends the process"));

    private static final Set<String> STARTS_A_THREAD = Set.of(
            "java.lang.Thread.<init>",
            "java.lang.Thread.ofPlatform",
            "java.lang.Thread.ofVirtual",
            "java.lang.Thread.startVirtualThread",
            "reactor.core.publisher.Flux.interval",
            "reactor.core.scheduler.Scheduler.schedulePeriodically",
            "reactor.core.scheduler.Scheduler$Worker.schedulePeriodically");

    private static final List<String> MAKES_THREADS = List.of(
            "java.util.concurrent.Executors.",
            "java.util.concurrent.ThreadPoolExecutor.<init>",
            "java.util.concurrent.ScheduledThreadPoolExecutor.<init>",
            "java.util.concurrent.ForkJoinPool.<init>",
            "java.util.Timer.<init>",
            "reactor.core.scheduler.Schedulers.new",
            "org.springframework.scheduling.",
            "org.springframework.core.task.");

    /** A thread that nobody watches over ends with the first Error, and health stays up. */
    @Test
    void whatRunsForLongIsASupervisedLoop() {
        Set<String> starting = new TreeSet<>();
        for (JavaClass type : DIBAO) {
            boolean starts = type.getAccessesFromSelf().stream()
                    .filter(JavaCodeUnitAccess.class::isInstance)
                    .map(access -> access.getTargetOwner().getName() + "." + access.getName())
                    .anyMatch(called -> STARTS_A_THREAD.contains(called)
                            || MAKES_THREADS.stream().anyMatch(called::startsWith));
            if (starts || type.isAssignableTo(Thread.class)) {
                starting.add(type.getName().replaceFirst("^org\\.dibao\\.", "").replaceFirst("\\$.*", ""));
            }
        }

        assertThat(starting)
                .as("make it a SupervisedLoop, so that it survives Errors and health and metrics know of it")
                .isEqualTo(new TreeSet<>(THREADS.keySet()));
    }

    @Test
    void everyPackageIsNullMarked() {
        Set<String> packages = new TreeSet<>();
        Set<String> marked = new TreeSet<>();
        for (JavaClass type : DIBAO) {
            packages.add(type.getPackageName());
            if (type.getPackage().tryGetAnnotationOfType(NullMarked.class).isPresent()) {
                marked.add(type.getPackageName());
            }
        }

        assertThat(packages).hasSizeGreaterThan(12);
        assertThat(marked).isEqualTo(packages);
    }
}
