package org.dibao.gateway.auth;

import org.dibao.support.access.Secret;

/**
 * The key that writing needs.
 *
 * @param name what the log calls who holds it
 * @param secret what its holder sends
 */
public record ApiKey(String name, Secret secret) {}
