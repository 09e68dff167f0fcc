package org.dibao.projector;

/** Everything that a projector needs besides its {@link Projection}. */
public record ProjectorPorts(
        InputTopic input,
        Checkpoints checkpoints,
        EventPublisher events,
        DeadLetters deadLetters,
        Generations generations) {}
