package org.dibao.gateway.auth;

import org.dibao.support.access.Secret;

/**
 * The key required for writing.
 *
 * @param name the holder's name in the log
 * @param secret the secret that its holder sends
 */
public record ApiKey(String name, Secret secret) {}
