declare module "*.door" {
  const text: string;
  export default text;
}
