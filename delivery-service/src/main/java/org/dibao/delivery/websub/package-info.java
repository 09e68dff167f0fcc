/** A WebSub hub for this site's feeds (W3C Recommendation WebSub, 2018). */
@NullMarked
package org.dibao.delivery.websub;

import org.jspecify.annotations.NullMarked;
