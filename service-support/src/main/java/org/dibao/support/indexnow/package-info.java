/** The key that search engines ask the site for, shared by the gateway, which serves it, and delivery, which uses it. */
@NullMarked
package org.dibao.support.indexnow;

import org.jspecify.annotations.NullMarked;
