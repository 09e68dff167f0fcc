package org.dibao.projector.rebuild;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.dibao.contract.article.Position;
import org.dibao.projector.Checkpoint;
import org.dibao.projector.Checkpoints;
import org.dibao.projector.Generation;
import org.dibao.projector.Unavailable;
import org.dibao.projector.mongo.BuildingCheckpoints;
import org.dibao.projector.mongo.Database;
import org.dibao.projector.mongo.MongoGenerations;

/** The rebuild of a database: any instance may be asked, the active one does it. */
public final class Rebuilds {
    private final Checkpoints serving;
    private final BuildingCheckpoints building;
    private final MongoGenerations generations;
    private final int version;

    /** @param version of what this release derives */
    public Rebuilds(Database database, int version) {
        this.serving = database.checkpoints();
        this.building = database.building();
        this.generations = database.generations();
        this.version = version;
    }

    /** Of what this release derives. */
    int version() {
        return version;
    }

    public CompletableFuture<RebuildState> state() {
        return serving.find().thenCombine(building.find(), (now, next) -> {
            Checkpoint at = now.orElseThrow(Rebuilds::notYet);
            return new RebuildState(
                    at.generation().number(),
                    next.filter(it -> it.generation().number() > at.generation().number())
                            .map(it -> new RebuildState.Building(
                                    it.generation().number(),
                                    it.position().value() + 1,
                                    at.position().value() + 1))
                            .orElse(null));
        });
    }

    /** Begins one, or joins the one that is under way. */
    public CompletableFuture<RebuildState> begin() {
        return serving.find()
                .thenCombine(building.find(), this::begin)
                .thenCompose(begun -> begun)
                .thenCompose(_ -> state());
    }

    private CompletableFuture<Boolean> begin(Optional<Checkpoint> now, Optional<Checkpoint> next) {
        Checkpoint at = now.orElseThrow(Rebuilds::notYet);
        if (next.isPresent()) {
            return CompletableFuture.completedFuture(false);
        }
        return generations
                .unusedAfter(at.generation().number())
                .thenCompose(number -> building.begin(
                        new Checkpoint(at.log(), Position.NONE, null, new Generation(number, version, null))));
    }

    private static Unavailable notYet() {
        return new Unavailable("the database has not been begun yet; try again in a moment", null);
    }
}
