package org.dibao.projector;

/**
 * How messages and logs name a projector and its topics.
 *
 * @param service as in "another instance of the store"
 * @param client  how the database's log names it
 * @param input   the topic that is read
 * @param output  the topic that is written
 * @param derived all topics that are made of the input, as in "delete article-events and publications"
 */
public record ProjectorNames(String service, String client, String input, String output, String derived) {}
