/** Processing of publications at this gateway: purge pages, wake waiting requests, notify subscribers. */
@NullMarked
package org.dibao.gateway.publications;

import org.jspecify.annotations.NullMarked;
