/**
 * Services that are broken on purpose, one way each: the checker must catch every one. Each is the service itself with one part
 * replaced; the services know nothing of it.
 */
@NullMarked
package org.dibao.acceptance.chaos.broken;

import org.jspecify.annotations.NullMarked;
