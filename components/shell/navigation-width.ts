/** The cookie that keeps whether the desk's navigation is narrow. */
export const navigationCookie = 'silian-navigation'
