/** Who may write and who may read what is not public: the API key. */
@NullMarked
package org.dibao.gateway.auth;

import org.jspecify.annotations.NullMarked;
