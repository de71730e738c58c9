/** The options of every 判断 as the server keeps them, whatever language the page has. */
export const truth = ['正确', '错误'] as const
