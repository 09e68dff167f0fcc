/** Pages and listings out of a cache that never serves one older than what this gateway has processed. */
@NullMarked
package org.dibao.gateway.pages;

import org.jspecify.annotations.NullMarked;
