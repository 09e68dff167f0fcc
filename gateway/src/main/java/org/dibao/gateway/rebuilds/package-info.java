/** Having a database or the search index made anew while it serves. */
@NullMarked
package org.dibao.gateway.rebuilds;

import org.jspecify.annotations.NullMarked;
