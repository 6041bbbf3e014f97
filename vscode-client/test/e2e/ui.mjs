export async function takePictures() { return {passed:true, lines:[]}; }
