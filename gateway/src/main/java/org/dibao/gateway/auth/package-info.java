/** The API key: who may write, and who may read what is not public. */
@NullMarked
package org.dibao.gateway.auth;

import org.jspecify.annotations.NullMarked;
