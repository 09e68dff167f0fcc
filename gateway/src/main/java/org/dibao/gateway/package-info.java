/** The public address: pages, the API and the event stream. */
@NullMarked
package org.dibao.gateway;

import org.jspecify.annotations.NullMarked;
