/** Search engines: told at once which addresses are new, changed or gone, many in one call, and nothing about imports. */
@NullMarked
package org.dibao.delivery.searchengine;

import org.jspecify.annotations.NullMarked;
