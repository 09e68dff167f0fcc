package org.dibao.render.view;

/** All that the publishing loop stands on. */
public record Ports(
        EventLog log, Views views, Progress progress, Announcements announcements, DeadLetters deadLetters) {}
