/** Pages and listings from a cache that never serves anything older than what this gateway has processed. */
@NullMarked
package org.dibao.gateway.pages;

import org.jspecify.annotations.NullMarked;
