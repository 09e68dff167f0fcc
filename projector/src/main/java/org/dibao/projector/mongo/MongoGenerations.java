package org.dibao.projector.mongo;

import com.mongodb.reactivestreams.client.MongoDatabase;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dibao.projector.Generation;
import org.dibao.projector.Generations;
import reactor.core.publisher.Flux;

/** The collections of the first generation have their plain names, those of a later one its number behind: {@code pages.2}. */
public final class MongoGenerations implements Generations {
    static final String PROGRESS = "progress";

    private static final Pattern NAME = Pattern.compile("[^.]+(?:\\.([0-9]{1,9}))?");

    private final MongoDatabase database;
    private final Supplier<CompletableFuture<Void>> retirement;

    /** @param retirement ends when nobody reads from a generation any more that has just been replaced */
    MongoGenerations(MongoDatabase database, Supplier<CompletableFuture<Void>> retirement) {
        this.database = database;
        this.retirement = retirement;
    }

    static String name(String collection, int generation) {
        return generation == Generation.FIRST.number() ? collection : collection + "." + generation;
    }

    /** A number that no collection has yet, above this one. */
    public CompletableFuture<Integer> unusedAfter(int serving) {
        return names(names -> names.stream().mapToInt(MongoGenerations::number).reduce(serving, Math::max) + 1);
    }

    @Override
    public CompletableFuture<Void> removeBefore(int number) {
        return retirement
                .get()
                .thenCompose(_ -> names(names ->
                        names.stream().filter(name -> number(name) < number).toList()))
                .thenCompose(former -> Futures.done(Flux.fromIterable(former)
                        .concatMap(name -> database.getCollection(name).drop())
                        .then()));
    }

    /** Of all collections that a generation has: the database is the service's own. */
    private <T> CompletableFuture<T> names(Function<List<String>, T> use) {
        return Futures.all(
                Flux.from(database.listCollectionNames())
                        .filter(name -> !name.equals(PROGRESS) && !name.startsWith("system.")),
                use);
    }

    private static int number(String collection) {
        Matcher name = NAME.matcher(collection);
        return name.matches() && name.group(1) != null ? Integer.parseInt(name.group(1)) : Generation.FIRST.number();
    }
}
