/**
 * Maintains a view of the published articles, renders pages and listings from it, and publishes when they are fresh.
 */
@NullMarked
package org.dibao.render;

import org.jspecify.annotations.NullMarked;
