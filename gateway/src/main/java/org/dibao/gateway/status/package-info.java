/** How the gateway is doing: status, health and lag. */
@NullMarked
package org.dibao.gateway.status;

import org.jspecify.annotations.NullMarked;
